"""`/api`: what the API offers, made from its own OpenAPI description, without anything from the network."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from chancery.serve.render import page

router = APIRouter()


@router.get("/api", include_in_schema=False)
def documentation(request: Request) -> Response:
    """The page that tells every call, its parameters and its formats."""
    described = request.app.openapi()
    calls = [
        {
            "path": path,
            "summary": call["get"].get("summary", ""),
            "parameters": [p for p in call["get"].get("parameters", []) if p["in"] == "query"],
        }
        for path, call in described["paths"].items()
        if "get" in call
    ]
    return page(request, "api.html", calls=calls)
