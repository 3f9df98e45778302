-- package.path must be a string.
package.path = nil
require("anything") -- expect error: 'package.path' must be a string
