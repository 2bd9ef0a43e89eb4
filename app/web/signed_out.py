"""What somebody sees who is not signed in: the sign-in page, and afterwards what they wanted."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from app.web.deps import SignedOut
from app.web.pages import path_for


def install(app: FastAPI) -> None:
    app.add_exception_handler(SignedOut, to_sign_in)


def to_sign_in(request: Request, _error: Exception) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    wanted = f"{request.url.path}{query}" if request.method == "GET" else "/"
    path = path_for(request, "sign_in.new", query={"next": wanted if wanted != "/" else ""})
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)
