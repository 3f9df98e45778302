-- An error object without __tostring is named by its type.
error({})                               -- expect error: (error object is a table value)
