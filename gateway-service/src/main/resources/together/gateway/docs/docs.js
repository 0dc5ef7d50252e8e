// A file of its own, because the page's policy runs no inline script.
window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  tryItOutEnabled: true,
  // The default asks a server on the internet to judge the document.
  validatorUrl: null,
});
