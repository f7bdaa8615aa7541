"""The six stages of the line, each a pure function from typed tables to one frozen value.

    read -> resolve -> inventory -> characterise -> attribute -> report

A stage imports the ground floor and itself, never another stage. ``footprint/assessment.py`` alone knows the order.
"""
