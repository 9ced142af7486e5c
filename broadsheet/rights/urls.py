"""Everybody's rights, under `/-/`."""

from django.urls import path

from broadsheet.rights import views

urlpatterns = [
    path("mine", views.ask),
    path("you/erase", views.erase_account),
    path("mine/<str:token>", views.show),
    path("mine/<str:token>/data.json", views.fetch),
    path("mine/<str:token>/name", views.correct),
    path("mine/<str:token>/follow", views.change_follow),
    path("mine/<str:token>/erase", views.erase_mine),
]
