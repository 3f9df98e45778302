-- package.searchers must be a table.
package.searchers = nil
require("anything") -- expect error: 'package.searchers' must be a table
