"""The HTTP service: it answers what the library knows, and refuses what it cannot read."""

from __future__ import annotations

import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

import footprint
from api.app import app
from footprint.ground.library import library


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def test_health_counts_the_editions(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "editions": len(library().passports)}


@pytest.mark.parametrize("query", ["cacaobonen", "fèves de cacao", "1801"])
def test_products_are_found_as_in_the_library(client: TestClient, query: str) -> None:
    answer = client.get("/v1/products", params={"q": query})
    assert answer.status_code == 200
    assert [product["id"] for product in answer.json()] == footprint.products(query)["id"].astype(str).tolist()
    assert "cocoa_beans" in {product["id"] for product in answer.json()}


def test_a_product_has_its_names_and_whether_it_is_covered(client: TestClient) -> None:
    (found,) = [one for one in client.get("/v1/products", params={"q": "wheat"}).json() if one["id"] == "wheat"]
    assert (found["nl"], found["covered"], found["fao"]) == ("Tarwe", True, 15)


def test_a_product_that_is_not_covered_has_no_item_and_says_why(client: TestClient) -> None:
    every = client.get("/v1/products", params={"limit": 1000}).json()
    lost = [product for product in every if not product["covered"]]
    assert lost
    assert all(product["reason"] for product in lost)
    assert any(product["fao"] is None for product in lost)


def test_the_limit_is_kept(client: TestClient) -> None:
    assert len(client.get("/v1/products", params={"limit": 3}).json()) == 3
    assert len(client.get("/v1/products").json()) == 100


def test_nothing_like_it_is_an_empty_list(client: TestClient) -> None:
    answer = client.get("/v1/products", params={"q": "unobtainium"})
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"limit": 0}, "greater_than_equal"),
        ({"limit": 1001}, "less_than_equal"),
        ({"limit": "many"}, "int_parsing"),
        ({"q": "x" * 101}, "string_too_long"),
    ],
)
def test_a_bad_query_is_refused_with_its_place(client: TestClient, params: dict[str, object], code: str) -> None:
    answer = client.get("/v1/products", params=params)
    assert answer.status_code == 422
    (fault,) = answer.json()["detail"]
    assert fault["loc"] == ["query", next(iter(params))]
    assert fault["type"] == code


def test_editions_have_citation_and_licence(client: TestClient) -> None:
    editions = client.get("/v1/factors").json()
    assert [edition["id"] for edition in editions] == list(library().passports)
    assert all(edition["citation"] and edition["licence"] and edition["licence_status"] for edition in editions)


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/assessments").status_code == 404
    assert client.post("/v1/products").status_code == 405


def test_every_route_is_documented(client: TestClient) -> None:
    routes = client.get("/openapi.json").json()["paths"]
    assert set(routes) == {"/health", "/v1/products", "/v1/factors"}
    assert all(method["summary"] and method["description"] for route in routes.values() for method in route.values())
