"""A designer's own template: used by the kinds of its placeholders, and refused in one Dutch sentence when it cannot be."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from dashboard.report.slides import TemplateFault, pptx
from tests.slides_pack import BARS, SENTENCES, pack, part

PLAIN, TEMPLATE = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{word}.main+xml"
    for word in ("presentation", "template")
)
SMALL = pack(part("situatie", SENTENCES), part("positie", BARS))


def stored(deck, *changes: tuple[str, str]) -> bytes:
    target, out = io.BytesIO(), io.BytesIO()
    deck.save(target)
    with zipfile.ZipFile(target) as parts, zipfile.ZipFile(out, "w") as made:
        for name in parts.namelist():
            blob = parts.read(name)
            for old, new in changes if name == "[Content_Types].xml" else ():
                blob = blob.replace(old.encode(), new.encode())
            made.writestr(name, blob)
    return out.getvalue()


def without(*kinds):
    """The built-in presentation, its layouts without these placeholders."""
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type in kinds:
                shape._element.getparent().remove(shape._element)
    return deck


@pytest.mark.parametrize("changes", [(), ((PLAIN, TEMPLATE),)], ids=["pptx", "potx"])
def test_a_designers_file_gives_its_own_master_without_its_own_slides(changes) -> None:
    origin = Presentation()
    slide = origin.slides.add_slide(origin.slide_layouts[0])
    slide.shapes.title.text = "Dia van de ontwerper"
    made = pptx(SMALL, stored(origin, *changes))
    deck = Presentation(io.BytesIO(made))
    assert deck.slide_width == origin.slide_width
    assert [slide.slide_layout.name for slide in deck.slides] == [
        "Title Slide",
        "Title and Content",
        "Title and Content",
    ]
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert TEMPLATE.encode() not in parts.read("[Content_Types].xml")
        assert sum(name.startswith("ppt/slides/slide") for name in parts.namelist()) == 3
        assert not any(b"Dia van de ontwerper" in parts.read(name) for name in parts.namelist())
    figure = next(shape for shape in deck.slides[2].shapes if shape.has_chart)
    body = next(
        shape for shape in deck.slide_layouts[1].placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.OBJECT
    )
    assert figure.left >= body.left
    assert figure.top + figure.height <= body.top + body.height
    foot = next(
        shape for shape in deck.slides[2].placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER
    )
    assert foot.text_frame.text.startswith("Bron: POD MI")
    assert pptx(SMALL, stored(origin, *changes)) == made


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((PP_PLACEHOLDER.FOOTER,), "ontbreekt een voettekst"),
        ((PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER), "ontbreekt een voettekst en een dianummer"),
        ((PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY), "ontbreekt een vak voor inhoud"),
        ((PP_PLACEHOLDER.SUBTITLE,), "geen indeling voor de titeldia"),
    ],
)
def test_a_template_that_lacks_something_is_refused_with_what_it_lacks(kinds, said) -> None:
    with pytest.raises(TemplateFault, match=said):
        pptx(SMALL, stored(without(*kinds)))


def test_other_files_are_refused() -> None:
    with pytest.raises(TemplateFault, match="geen PowerPoint-bestand"):
        pptx(SMALL, b"geen zip")
    with pytest.raises(TemplateFault, match="macro"):
        pptx(SMALL, stored(Presentation(), (PLAIN, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(TemplateFault, match="beschadigd"):
        pptx(SMALL, target.getvalue())
    assert issubclass(TemplateFault, ValueError)


def test_a_body_that_is_too_small_is_refused() -> None:
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type in (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY):
                shape.left, shape.top, shape.width, shape.height = 0, 0, 914_400, 914_400
    with pytest.raises(TemplateFault, match="te klein"):
        pptx(SMALL, stored(deck))
