from __future__ import annotations

from django.urls import path

from . import booking_rules, business, embedding, index, locations, look, resources

of_settings = [
    path("settings/", index.index, name="settings"),
    path("settings/business/", business.business, name="business"),
    path("settings/look/", look.look, name="look"),
    path("settings/booking/", booking_rules.booking_rules, name="booking_rules"),
    path("settings/embedding/", embedding.embedding, name="embedding"),
    path("settings/embedding/qr.svg", embedding.qr_code, {"kind": "svg"}, name="qr_code"),
    path("settings/embedding/qr.png", embedding.qr_code, {"kind": "png"}, name="qr_code"),
    path("settings/locations/", locations.locations, name="locations"),
    path("settings/locations/order/", locations.order_locations, name="order_locations"),
    path("settings/locations/new/", locations.new_location, name="new_location"),
    path("settings/locations/<uuid:location>/", locations.location, name="location"),
    path("settings/locations/<uuid:location>/remove/", locations.remove_location, name="remove_location"),
    path("settings/resources/", resources.resources, name="resources"),
    path("settings/resources/order/", resources.order_resources, name="order_resources"),
    path("settings/resources/new/", resources.new_resource, name="new_resource"),
    path("settings/resources/<uuid:resource>/", resources.resource, name="resource"),
    path("settings/resources/<uuid:resource>/switch/", resources.switch, name="switch_resource"),
    path("settings/resources/<uuid:resource>/remove/", resources.remove_resource, name="remove_resource"),
]
