"""Everybody's rights, under `/-/`."""

from django.urls import path

from broadsheet.rights import views

urlpatterns = [
    path("mine", views.ask),
    path("you/erase", views.erase_account),
    path("mine/<str:seal>", views.show),
    path("mine/<str:seal>/data.json", views.fetch),
    path("mine/<str:seal>/name", views.correct),
    path("mine/<str:seal>/follow", views.change_follow),
    path("mine/<str:seal>/erase", views.erase_mine),
]
