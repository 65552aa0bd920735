"""Inequalities that every plan meets and the linear relaxation does not: a tighter bound."""
