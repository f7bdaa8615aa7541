r"""Organic and extensive farming as a scenario: what a purchase would weigh with that yield and that intensity.

A practice changes the intensity of land use only together with its yield: a field used lightly weighs less per square
metre, and more square metres are needed. Nothing else changes, and the result itself never does.

.. math:: \text{scenario} = \text{as counted}
          + \sum_{\text{crops}} \text{land} \left( \frac{F_{\text{intensity}}}{\text{yield ratio}} - F \right)
"""
