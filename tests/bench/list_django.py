"""list_django.py - the requirement list as a page of Django, for gunicorn.

Django's requests, middleware and templates; the records are read without its
ORM, which would only be slower."""
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

import list_view

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=os.urandom(16).hex(),
    USE_TZ=True,
    TIME_ZONE="Europe/London",
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware",
                "django.middleware.common.CommonMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [os.path.dirname(__file__)],
                "OPTIONS": {"loaders": [
                    ("django.template.loaders.cached.Loader",
                     ["django.template.loaders.filesystem.Loader"])]}}])
django.setup()


def requirements(request, version):
    asked = [request.GET.get(name, "")
             for name in ("section", "owner", "status")]
    view = list_view.view(request.COOKIES.get("igtk", ""), version, asked)
    if view is None:
        return HttpResponseRedirect("/sign-in", status=303)
    page = render(request, "list_page.html", view)
    for name, value in list_view.HEADERS.items():
        page[name] = value
    return page


urlpatterns = [path("assessment/<str:version>", requirements)]
app = get_wsgi_application()
