from __future__ import annotations

from django.urls import path

from . import card, entering, guide, listing, merging

paths = [
    path("customers/", listing.listed, name="customers"),
    path("customers/new/", entering.new, name="new_customer"),
    path("customers/<uuid:customer>/", card.customer, name="customer"),
    path("customers/<uuid:customer>/edit/", entering.edit, name="edit_customer"),
    path("customers/<uuid:customer>/merge/", merging.merge, name="merge_customer"),
    path("help/customers/", guide.about_customers, name="help_customers"),
]
