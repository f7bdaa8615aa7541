"""The problem codes of the bridge to Brightway and what each means; docs/problems.md lists them all."""

BRIGHTWAY_CODES = {
    "brightway_project_missing": "There is no Brightway project of this name.",
    "brightway_project_old": "The project is in the format of Brightway 2; Brightway 2.5 does not calculate with it.",
    "brightway_database_missing": "The project has no such database, or the database no such process.",
    "brightway_database_exists": "The project has a database of the name that was to be written.",
    "brightway_backend": "A linked database is not kept as activities and exchanges, so it is not read.",
    "brightway_singular": "The system of the database has no solution.",
    "brightway_location_missing": "An activity has no location; what it does to nature has no place.",
    "brightway_location_region": "A location is a region or unknown here, no country; what happens there has no place.",
    "brightway_location_part": "A location is part of a country; what happens there counts for the country.",
    "brightway_unlinked": "An exchange leads to nothing that is in the project, or to a product nobody makes.",
    "brightway_exchange_type": "An exchange is of a type that is in no matrix.",
    "brightway_exchange_unit": "An exchange names another unit than what it leads to, in whose unit it counts.",
    "brightway_amount": "The amount of an exchange is missing or not a number.",
    "brightway_products": "An activity makes no product, several, or one that another activity makes too.",
    "brightway_unit": "The product of an activity is not measured by mass, so a tonne of it means nothing.",
    "brightway_several": "The item of a line is the name of several activities.",
    "brightway_line_unit": "The amount of a line of an own product is no mass.",
    "brightway_flow_unknown": "No lens has a factor for an elementary flow.",
    "brightway_flow_unit": "The unit of an elementary flow is not that of the lenses' factors for it.",
}
