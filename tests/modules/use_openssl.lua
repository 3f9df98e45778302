-- openssl: digests, ciphers, keys and signatures, big numbers.
-- package: lua-luaossl
local digest = require("openssl.digest")
local function hex(s) return (s:gsub(".", function (c) return ("%02x"):format(c:byte()) end)) end
assert(hex(digest.new("sha256"):final("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
local hmac = require("openssl.hmac").new("key", "sha256")
assert(#hmac:final("message") == 32)
local cipher = require("openssl.cipher")
local key, iv = ("k"):rep(16), ("i"):rep(16)
local secret = cipher.new("aes-128-cbc"):encrypt(key, iv):final(("text "):rep(1000))
assert(cipher.new("aes-128-cbc"):decrypt(key, iv):final(secret) == ("text "):rep(1000))
local pair = require("openssl.pkey").new {type = "EC", curve = "prime256v1"}
local signature = pair:sign(digest.new("sha256"):update("signed"))
assert(pair:verify(signature, digest.new("sha256"):update("signed")))
assert(not pair:verify(signature, digest.new("sha256"):update("forged")))
local bignum = require("openssl.bignum")
local factorial = bignum.new(1)
for i = 1, 30 do factorial = factorial * i end
assert(tostring(factorial) == "265252859812191058636308480000000")
assert(factorial > bignum.new(5) and -factorial < factorial)
assert(not pcall(digest.new, "no such digest"))
