// What is tried out on this page is tried out on the server it came from.
const thisServer = {
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (spec) =>
          update({...spec, servers: [{url: location.origin, description: 'This server'}]}),
      },
    },
  },
};

SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#reference',
  plugins: [thisServer],
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
});
