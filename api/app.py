"""The routes that read the library: health, products, factors.

Assessments over HTTP come with the job queue and storage.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field

import footprint
from footprint.ground.library import library

app = FastAPI(title="footprint", summary="Biodiversity footprint of what an organisation buys.", version="1")


class Health(BaseModel):
    """Whether the service can answer, and with how many editions of factors."""

    status: str
    editions: int


class Product(BaseModel):
    """A product of the catalogue, with its names in four languages."""

    id: str
    en: str
    nl: str
    fr: str
    de: str
    hs: str
    fao: int | None
    class_: str = Field(serialization_alias="class")
    covered: bool
    reason: str


class Edition(BaseModel):
    """The passport of an edition of factors."""

    id: str
    title: str
    version: str
    citation: str
    doi: str
    url: str
    licence: str
    licence_status: str


@app.get("/health")
def health() -> Health:
    """Answer that the service runs and its factors are in reach."""
    return Health(status="ok", editions=len(library().passports))


@app.get("/v1/products")
def products(
    q: Annotated[str, Query(description="Part of a name in nl, fr, de or en, or of an HS code.", max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[Product]:
    """Search the catalogue of products."""
    found = footprint.products(q or None).head(limit)
    columns = found[["id", "en", "nl", "fr", "de", "hs", "covered", "reason"]].astype({"covered": bool})
    faos = [None if fao != fao else int(fao) for fao in found["fao"]]
    return [
        Product.model_validate({**row, "fao": fao, "class_": kind})
        for row, fao, kind in zip(columns.to_dict("records"), faos, found["class"], strict=True)
    ]


@app.get("/v1/factors")
def factors() -> list[Edition]:
    """List the editions of factors with their passports."""
    return [
        Edition(**{name: getattr(passport, name) for name in Edition.model_fields})
        for passport in library().passports.values()
    ]
