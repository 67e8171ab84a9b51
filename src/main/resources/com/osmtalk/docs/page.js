// What is tried out on this page is tried out on the server it came from.
const bundled = 'http://{host}:{port}';

const ui = SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
  onComplete: () => {
    const {oas3Actions} = ui.getSystem();
    oas3Actions.setSelectedServer(bundled);
    oas3Actions.setServerVariableValue({server: bundled, key: 'host', val: location.hostname});
    oas3Actions.setServerVariableValue({server: bundled, key: 'port', val: location.port});
  },
});
