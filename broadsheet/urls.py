"""Every living address. Printed ones need none: they are files."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("-/newsroom/", include(wagtailadmin_urls)),
]
