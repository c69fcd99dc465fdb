from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.actions import logos
from terminbuch.actions.logos import Drawn
from terminbuch.actions.refusals import Refusal

from .fields import Colour
from .shape import SettingForm


class LookForm(SettingForm):
    """The colour, and perhaps a logo: ``drawn`` of a valid form, None where none was chosen.

    ``was_dropped``: a file came that is larger than what Django keeps.
    """

    colour = Colour(label=_("Colour"))
    logo = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Logo"),
        widget=forms.FileInput(attrs={"class": "input", "accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, at most 2 MB. It stands at the top of your pages."),
    )
    removes_logo = forms.BooleanField(required=False, label=_("Show no logo any more"))

    def __init__(self, *args: Any, was_dropped: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.was_dropped = was_dropped
        self.drawn: Drawn | None = None

    def values(self) -> dict[str, Any]:
        return {"colour": self.cleaned_data["colour"]}

    def clean_logo(self) -> Any:
        upload = self.cleaned_data.get("logo")
        try:
            if self.was_dropped:
                raise logos.TooLarge
            if upload:
                self.drawn = logos.drawn(upload.read())
        except Refusal as refusal:
            raise ValidationError(str(refusal.sentence), code=refusal.code) from None
        return upload

    @property
    def status(self) -> int:
        return 413 if self.has_error("logo", logos.TooLarge.code) else super().status


def look_form(request: HttpRequest, initial: dict[str, Any]) -> LookForm:
    """What was sent, or the page as it begins."""
    if request.method != "POST":
        return LookForm(initial=initial)
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    was_dropped = not request.FILES and sent > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    return LookForm(request.POST, request.FILES, initial=initial, was_dropped=was_dropped)
