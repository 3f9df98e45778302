-- package.config: what separates folders and templates, marks in templates.
print(package.config)
-- expect: /
-- expect: ;
-- expect: ?
-- expect: !
-- expect: -
-- expect:
