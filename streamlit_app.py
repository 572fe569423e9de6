from geomap.app.page import main

main()
