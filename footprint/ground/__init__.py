"""The ground floor: what every stage may use and nothing that uses a stage.

Errors, the declaration of the tables, the door for joins, the unit registry, text normalisation and the loaded
factor library live here. Nothing in this room imports a stage.
"""
