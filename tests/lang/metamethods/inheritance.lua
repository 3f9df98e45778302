-- Classes by __index with overriding and super calls.
local Base = {}
Base.__index = Base
function Base.new(class, name) return setmetatable({name = name}, class) end
function Base:describe() return "base " .. self.name end
function Base:twice() return self:describe() .. "; " .. self:describe() end
local Derived = setmetatable({}, {__index = Base})
Derived.__index = Derived
function Derived:describe() return "derived of " .. Base.describe(self) end
print(Base:new("a"):twice())            -- expect: base a; base a
print(Derived:new("b"):twice())         -- expect: derived of base b; derived of base b
