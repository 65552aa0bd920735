"""The screens: pages that ask questions and show the reports of their answers."""
