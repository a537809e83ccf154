"""``python -m nncourse.site`` writes the site of the course in this folder."""

from nncourse.site.build import main

main()
