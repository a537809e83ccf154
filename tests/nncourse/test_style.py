"""The figures of the course: seen by everyone, read by screen readers, and shown once."""

import itertools
import re
import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from nncourse import style

# Machado, Oliveira and Fernandes (2009), severity 1: what a colour-blind reader sees, linear RGB.
COLOUR_BLIND = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Linear sRGB to CIE XYZ, white point D65.
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour):
    rgb = np.array(mpl.colors.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of a linear RGB colour."""
    ratio = XYZ @ np.clip(rgb, 0, 1) / XYZ.sum(axis=1)
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast_with_white(colour):
    return 1.05 / (linear(colour) @ XYZ[1] + 0.05)


@pytest.fixture
def course_style():
    with mpl.rc_context():
        style.apply()
        yield
    plt.close("all")


@pytest.mark.parametrize("eye", COLOUR_BLIND)
@pytest.mark.parametrize("pair", [("train", "test"), ("no", "yes")], ids="-".join)
def test_colours_that_are_compared_differ_for_every_eye(pair, eye):
    seen = [lab(np.array(COLOUR_BLIND[eye]) @ linear(style.COLOURS[name])) for name in pair]
    assert np.linalg.norm(seen[0] - seen[1]) > 30  # 2.3 is a just noticeable difference


def test_lines_differ_in_dash_as_well_as_in_colour(course_style):
    _, axes = plt.subplots()
    lines = [axes.plot([0, 1])[0] for _ in range(6)]
    assert len({line.get_color() for line in lines}) == 6
    for one, other in itertools.combinations(lines, 2):
        assert one._dash_pattern != other._dash_pattern


@pytest.mark.parametrize("name", ["train", "test", "baseline", "no", "grey", "vermillion"])
def test_lines_stand_out_from_white(name):
    assert contrast_with_white(style.COLOURS[name]) >= 3  # WCAG 2.2, 1.4.11


def test_figures_keep_a_white_face_whatever_the_theme(course_style):
    figure, _ = plt.subplots()
    assert mpl.colors.to_hex(figure.get_facecolor()) == "#ffffff"
    assert mpl.rcParams["savefig.facecolor"] == "white"


def test_the_look_is_the_same_when_applied_twice(course_style):
    once = dict(mpl.rcParams)
    style.apply()
    assert dict(mpl.rcParams) == once


def test_a_figure_is_shown_with_its_text_and_closed(course_style, capsys, monkeypatch):
    shown = []
    monkeypatch.setattr(style, "display", lambda data, raw: shown.append(data))
    figure, axes = plt.subplots(figsize=(5, 3))
    axes.plot([1, 2])
    style.show(figure, 'Loss falls\n   from "0.52" to <0.43>.')
    (data,) = shown
    assert 'alt="Loss falls from &quot;0.52&quot; to &lt;0.43&gt;."' in data["text/html"]
    assert re.search(r'width="500" height="300"', data["text/html"])
    assert data["text/plain"] == '[Figure: Loss falls from "0.52" to <0.43>.]'
    assert not plt.fignum_exists(figure.number)


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_a_figure_without_a_text_is_refused(course_style, alt):
    figure, _ = plt.subplots()
    with pytest.raises(ValueError, match="needs a sentence"):
        style.show(figure, alt)


def test_the_same_figure_gives_the_same_svg():
    draw = (
        "import io, matplotlib as m; m.use('svg'); import matplotlib.pyplot as p;"
        "from nncourse import style; style.apply(); f, a = p.subplots(); a.plot([1, 3]);"
        "b = io.BytesIO(); f.savefig(b, metadata={'Date': None});"
        "import hashlib; print(hashlib.sha256(b.getvalue()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", draw], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
