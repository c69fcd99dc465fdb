"""Below ``/-/staff/-/``: no address but these. The library looks some of them up by their names."""

from __future__ import annotations

from django.urls import path

from . import (
    addresses,
    apps,
    overview,
    passkeys,
    passwords,
    providers,
    proving,
    resetting,
    second_step,
    signing_in,
)

urlpatterns = [
    path("login/", signing_in.sign_in, name="account_login"),
    path("login/code/", second_step.second_step, name="mfa_authenticate"),
    path("login/passkey/", passkeys.sign_in, name="passkey_sign_in"),
    path("login/passkey/question/", passkeys.question, name="passkey_question"),
    path("login/provider/", providers.go_to_provider, name="openid_connect_login"),
    path(
        "login/provider/back/",
        providers.come_back,
        {"provider_id": providers.PROVIDER},
        name="openid_connect_callback",
    ),
    path("prove/", proving.prove, name="account_reauthenticate"),
    path("reset/", resetting.ask_reset, name="account_reset_password"),
    path("reset/<str:reset>/", resetting.set_anew, name="account_reset_password_from_key"),
    path("confirm/<str:confirmation>/", addresses.confirm_address, name="account_confirm_email"),
    path("you/", overview.overview, name="your_sign_in"),
    path("you/password/", passwords.change_password, name="change_password"),
    path("you/address/", addresses.change_address, name="change_address"),
    path("you/app/", apps.add_app, name="add_app"),
    path("you/app/remove/", apps.remove_app, name="remove_app"),
    path("you/codes/", apps.make_codes, name="make_codes"),
    path("you/passkeys/new/", passkeys.add_passkey, name="add_passkey"),
    path("you/passkeys/<int:passkey>/", passkeys.name_passkey, name="name_passkey"),
    path("you/passkeys/<int:passkey>/remove/", passkeys.remove_passkey, name="remove_passkey"),
    path("you/sessions/end/", overview.end_others, name="end_other_sessions"),
    path("you/sessions/<int:session>/end/", overview.end_one, name="end_session"),
]
