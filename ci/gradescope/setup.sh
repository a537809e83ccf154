#!/usr/bin/env bash
# Gradescope runs this once, as root, to make the image. Choose Ubuntu 24.04 or 22.04 as the base image.
set -euo pipefail
root=${AUTOGRADER:-/autograder}

if ! python3.11 --version >/dev/null 2>&1 || ! ldconfig -p | grep libseccomp.so.2 >/dev/null; then
    apt-get update -q
    apt-get install -y -q --no-install-recommends software-properties-common libseccomp2
    # Ubuntu 24.04 comes with Python 3.12, which is new enough too.
    apt-get install -y -q --no-install-recommends python3.11 python3.11-venv ||
        apt-get install -y -q --no-install-recommends python3 python3-venv
fi
python=$(command -v python3.11 || command -v python3)
"$python" -m venv "$root/environment"
# The engine and what the answers import. For a course of your own, put its libraries here.
wheel=$(echo "$root"/source/wheels/*.whl)
"$root/environment/bin/python" -m pip install --quiet --constraint "$root/source/requirements.lock" "$wheel[course]"
"$root/environment/bin/examiner" doctor || echo "Hidden tests cannot be graded on this image: see above."
