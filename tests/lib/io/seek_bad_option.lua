-- file:seek names an origin that does not exist.
io.tmpfile():seek("middle") -- expect error: bad argument #1 to 'seek' (invalid option 'middle')
