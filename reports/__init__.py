"""An answer put into sentences, tables and pictures, once, for every face."""
