"""Who works where: what the partners around the candidates add up to, overlap in and miss."""
