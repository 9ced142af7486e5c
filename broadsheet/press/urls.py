"""The press's living addresses; `moved` answers for every path that is not printed (see `broadsheet/urls.py`)."""

from django.urls import URLPattern, path

from broadsheet.press.views import read

urlpatterns: list[URLPattern] = [path("read/<int:story_id>", read, name="read")]
