-- With an empty list of searchers nothing is found.
package.searchers = {}
print(pcall(require, "x")) -- expect: false module 'x' not found:
