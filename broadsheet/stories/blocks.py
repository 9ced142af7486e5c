"""What a story's body is made of: one class a kind, each shown by `templates/stories/blocks/KIND.html`."""

from __future__ import annotations

from wagtail.blocks import CharBlock, ChoiceBlock, RawHTMLBlock, RichTextBlock, StructBlock, URLBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE = ["bold", "italic", "link", "code", "superscript", "subscript", "strikethrough"]


class HeadingBlock(StructBlock):
    text = CharBlock()
    level = ChoiceBlock(choices=[("2", "Section"), ("3", "Sub-section")], default="2")

    class Meta:
        icon = "title"
        template = "stories/blocks/heading.html"


class QuotationBlock(StructBlock):
    """Words somebody said, and who."""

    text = RichTextBlock(features=INLINE)
    speaker = CharBlock(required=False, help_text="Name and, if it helps, office")

    class Meta:
        icon = "openquote"
        template = "stories/blocks/quotation.html"


class ImageBlock(StructBlock):
    """A picture; words left empty are taken from the picture itself."""

    image = ImageChooserBlock()
    alt = CharBlock(required=False)
    caption = CharBlock(required=False)
    credit = CharBlock(required=False)

    class Meta:
        icon = "image"
        template = "stories/blocks/image.html"


class BackgroundBlock(StructBlock):
    """A box that explains what came before."""

    title = CharBlock(required=False)
    text = RichTextBlock(features=[*INLINE, "ol", "ul"])

    class Meta:
        icon = "info-circle"
        template = "stories/blocks/background.html"


class EmbedBlock(StructBlock):
    """Something that lives elsewhere, printed as a plain link: no reader's browser asks a third party."""

    url = URLBlock()
    title = CharBlock(required=False)

    class Meta:
        icon = "media"
        template = "stories/blocks/embed.html"


BODY_BLOCKS = [
    (
        "paragraph",
        RichTextBlock(features=[*INLINE, "ol", "ul", "hr", "blockquote"], template="stories/blocks/paragraph.html"),
    ),
    ("heading", HeadingBlock()),
    ("quotation", QuotationBlock()),
    ("image", ImageBlock()),
    ("background", BackgroundBlock()),
    ("embed", EmbedBlock()),
    (
        "markup",
        RawHTMLBlock(
            icon="code",
            help_text="Tables, preformatted text. Cleaned when printed: scripts and styles are dropped.",
            template="stories/blocks/markup.html",
        ),
    ),
]
