"""Build ``data/irm_history``: what the IRM's public codings say of earlier commitments."""
