-- A file may be a to-be-closed variable, also one that is closed already.
local kept
do
  local f <close> = io.tmpfile()
  kept = f
end
print(io.type(kept)) -- expect: closed file
do
  local f <close> = kept
end
print("fine")        -- expect: fine
