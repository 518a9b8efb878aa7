"""The plane answers whatever is set on it, keeps what it holds valid and shows a still picture."""

import base64
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.datasets import first_plane
from course_lib.explore import PRESETS, Plane
from course_lib.samplers import tomek_links

places = st.integers(-3000, 3000).map(lambda number: number / 100)
rows = st.lists(st.tuples(places, places, st.integers(0, 1)).map(list), max_size=12)


@pytest.fixture
def plane():
    """Return the first plane, as a widget."""
    return Plane(*first_plane())


def test_what_is_built_is_data(plane):
    """X, y and links are those of the samples as they now are."""
    X, y = first_plane()
    np.testing.assert_array_equal(plane.X, X)
    np.testing.assert_array_equal(plane.y, y)
    plane.samples = [*plane.samples, [9.0, 5.0, 1]]
    assert (len(plane.X), plane.y[-1]) == (21, 1)
    np.testing.assert_array_equal(plane.links, tomek_links(plane.X, plane.y))


@given(samples=rows)
def test_every_plane_gets_an_answer(samples):
    """However few the samples and wherever they lie, the answer belongs to them."""
    plane = Plane(*first_plane())
    for overlay in plane.overlays:
        with plane.hold_trait_notifications():
            plane.samples, plane.overlay, plane.version = samples, overlay, plane.version + 1
        assert plane.answer["n"] == len(samples)
        assert plane.answer["version"] == plane.version
        assert plane.answer["overlay"] == overlay


def test_one_question_is_answered_once(plane, monkeypatch):
    """Traits that change together are one question, and get one answer."""
    asked = []
    answer = Plane._answer
    monkeypatch.setattr(Plane, "_answer", lambda self: asked.append(1) or answer(self))
    plane.set_state({"samples": [[0, 0, 0], [1, 0, 1]], "version": 7, "focused": 1})
    assert len(asked) == 1


def test_an_answer_can_be_sent(plane):
    """An answer is JSON, without numbers that only NumPy knows."""
    for overlay in plane.overlays:
        plane.overlay = overlay
        for stage in range(plane.answer["stages"]):
            plane.stage = stage
            json.dumps(plane.answer, allow_nan=False)


def test_a_stage_beyond_the_last_is_the_last(plane):
    """Dragging can shorten an overlay; what is shown then is its last stage."""
    plane.stage = 99
    assert plane.answer["stage"] == plane.answer["stages"] - 1


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_fit_and_reset_restores(preset, plane):
    """A preset lies within its extent with both classes; reset brings back the first samples."""
    version = plane.version
    plane.reset(preset)
    left, right, bottom, top = plane.extent
    assert (plane.X > [left, bottom]).all()
    assert (plane.X < [right, top]).all()
    assert set(plane.y) == {0, 1}
    assert not plane.is_untouched
    plane.reset()
    assert plane.is_untouched
    assert plane.version > version


def test_the_two_moons_have_links_and_the_hollow_boundary_none(plane):
    """Presets show what they are named for."""
    plane.reset("two moons")
    assert len(plane.links) >= 3
    plane.reset("hollow boundary")
    assert not len(plane.links)
    plane.reset("ties and duplicates")
    assert len(np.unique(plane.X, axis=0)) < len(plane.X)


def test_the_still_picture_says_what_it_shows(plane):
    """A page without Python gets a PNG whose alt text states counts and links."""
    data, metadata = plane._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    alt = metadata["image/png"]["alt"]
    assert "14 of class 0, 6 of class 1" in alt
    assert "3 Tomek links" in alt
    assert f'<img alt="{alt}" ' in data["text/html"]
    assert data["text/plain"] == repr(plane) == f"<Plane: {alt}>"


def test_every_stage_has_a_still_picture(plane):
    """Each overlay can be printed in each of its stages."""
    for overlay in plane.overlays:
        plane.overlay = overlay
        for stage in (0, plane.answer["stages"] - 1):
            plane.stage = stage
            assert plane._repr_mimebundle_()[0]["image/png"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([[1, 2, 3]], [0]), "two features"),
        (([[1, 2]], [0, 1]), "one label each"),
        (([[1, np.nan]], [0]), "Row 0 is not a place"),
        (([[1, 2]], [2]), "label the samples 0"),
        ((np.zeros((2001, 2)), np.zeros(2001)), "too many"),
        (([[1, 2]], [0], "links"), "overlay 'links' is unknown"),
    ],
)
def test_bad_input_is_named(arguments, message):
    """Bad samples and unknown overlays are refused by name."""
    with pytest.raises(ValueError, match=message):
        Plane(*arguments)


def test_bad_samples_leave_the_plane_as_it_was(plane):
    """A refused change changes nothing."""
    before = plane.samples
    with pytest.raises(ValueError, match="label the samples"):
        plane.samples = [[0.0, 0.0, 5]]
    assert plane.samples == before
    with pytest.raises(ValueError, match="preset 'moon'"):
        plane.reset("moon")
