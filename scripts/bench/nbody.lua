-- SPDX-License-Identifier: MIT
-- Planets as tables of float fields.
local sqrt = math.sqrt
local function body(x, y, z, vx, vy, vz, mass)
  return {x = x, y = y, z = z, vx = vx, vy = vy, vz = vz, mass = mass}
end
local bodies = {
  body(0, 0, 0, 0, 0, 0, 40), body(5, -1, 0, 0.5, 2.5, 0, 0.03), body(8, 4, -0.4, -1, 1.8, 0, 0.01),
  body(13, -15, -0.2, 1, 0.9, 0, 0.002), body(15, -26, 0.2, 0.9, 0.6, 0, 0.002)
}
local function advance(dt)
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (d2 * sqrt(d2))
      a.vx, a.vy, a.vz = a.vx - dx * b.mass * mag, a.vy - dy * b.mass * mag, a.vz - dz * b.mass * mag
      b.vx, b.vy, b.vz = b.vx + dx * a.mass * mag, b.vy + dy * a.mass * mag, b.vz + dz * a.mass * mag
    end
  end
  for i = 1, #bodies do
    local a = bodies[i]
    a.x, a.y, a.z = a.x + dt * a.vx, a.y + dt * a.vy, a.z + dt * a.vz
  end
end
for _ = 1, 50000 do advance(0.001) end
print(("%.9f %.9f"):format(bodies[1].x, bodies[5].y))
