"""The lessons as a web site to read without Python: ``python -m nncourse.site`` writes it.

`build` executes the lessons and writes the pages, `outputs` turns what a cell shows into what a page
can show, `pages` makes HTML of a notebook. ``questions.js`` lets the page ask the questions.
"""
