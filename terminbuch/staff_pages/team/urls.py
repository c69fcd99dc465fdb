from __future__ import annotations

from django.urls import path

from . import accepting, hostname, inviting, listing, placing, sign_in_rules

of_team = [
    path("settings/team/", listing.listed, name="team"),
    path("settings/team/invite/", inviting.invite, name="invite"),
    path("settings/team/<uuid:colleague>/", placing.place, name="place"),
    path("settings/team/<uuid:colleague>/remove/", placing.remove, name="remove_member"),
    path("settings/team/invitations/<uuid:invitation>/again/", inviting.send_again, name="invite_again"),
    path("settings/team/invitations/<uuid:invitation>/withdraw/", inviting.withdraw, name="uninvite"),
    path("settings/sign-in-rules/", sign_in_rules.sign_in_rules, name="sign_in_rules"),
    path("settings/hostname/", hostname.hostname, name="hostname"),
    path("leave/", placing.leave, name="leave"),
]

of_invitations = [
    path("-/invitations/<str:invited>/", accepting.invited, name="invited"),
]
