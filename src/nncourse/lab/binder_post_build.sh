#!/bin/sh
# Binder runs this once, after it has installed environment.yml.
python -m nncourse.lab --install-settings
