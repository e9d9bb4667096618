"""list_flask.py - the requirement list as a page of Flask, for gunicorn."""
import os

import flask

import list_view

app = flask.Flask(__name__, template_folder=os.path.dirname(__file__),
                  static_folder=None)


@app.route("/assessment/<version>")
def requirements(version):
    asked = [flask.request.args.get(name, "")
             for name in ("section", "owner", "status")]
    view = list_view.view(flask.request.cookies.get("igtk", ""), version,
                          asked)
    if view is None:
        return flask.redirect("/sign-in", 303)
    page = flask.make_response(flask.render_template("list_page.html", **view))
    page.headers.update(list_view.HEADERS)
    return page
