"""Where people come in, all under `/-/`."""

from django.urls import path

from broadsheet.people.sign_in import views

urlpatterns = [
    path("sign-in/", views.sign_in),
    path("sign-in/code", views.send_code),
    path("sign-in/enter", views.enter_code),
    path("sign-in/link", views.enter_by_link),
    path("sign-in/letter", views.enter_by_link),  # in e-mails sent before 0.4.0
    path("sign-in/address", views.confirm_address),
    path("sign-in/with/<slug:name>", views.go_away),
    path("sign-in/with/<slug:name>/back", views.come_back),
    path("sign-in/passkey", views.ask_passkey),
    path("sign-in/passkey/enter", views.enter_passkey),
    path("sign-in/passkey/new", views.ask_new_passkey),
    path("sign-in/passkey/keep", views.keep_passkey),
    path("sign-out", views.sign_out),
]
