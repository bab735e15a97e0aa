// A real OpenID Connect provider on loopback: whoever types a name is that person, and gets the roles named after the plus.
import Provider from 'oidc-provider'

const [port, redirect] = process.argv.slice(2)
const issuer = `http://localhost:${port}`
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'monitor',
      client_secret: 'geheim-van-de-test',
      redirect_uris: [redirect],
      post_logout_redirect_uris: [redirect],
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  scopes: ['openid', 'profile', 'rollen'],
  claims: { openid: ['sub'], profile: ['name'], rollen: ['activeringsmonitor_rol_3d'] },
  cookies: { keys: ['sleutel-van-de-test'] },
  findAccount: async (_, id) => ({
    accountId: id,
    claims: async () => ({
      sub: id,
      name: id,
      activeringsmonitor_rol_3d: id.split('+').slice(1).map((role) => `${role}:OVO000001`),
    }),
  }),
})
provider.listen(Number(port), '127.0.0.1')
