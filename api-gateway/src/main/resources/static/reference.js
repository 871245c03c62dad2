// The API's reference: the served document, shown. Nothing is asked of other hosts.
"use strict";

SwaggerUIBundle({
  url: "/v3/api-docs",
  dom_id: "#reference",
  deepLinking: true,
  validatorUrl: null,
});
