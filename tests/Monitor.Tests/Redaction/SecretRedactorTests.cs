using ToolTime.Monitor.Security.Redaction;

namespace ToolTime.Monitor.Tests.Redaction;

public sealed class SecretRedactorTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What each kind looks like, with a hash sign for the part that must not remain.</summary>
    private static readonly (string Kind, string Form, string Alphabet, int Length)[] Forms =
    [
        ("private-key", "-----BEGIN RSA PRIVATE KEY-----\n#\n-----END RSA PRIVATE KEY-----", Letters, 64),
        ("anthropic-key", "sk-ant-api03-#", Letters, 40), ("openai-key", "sk-proj-#", Letters, 40),
            ("aws-access-key", "AKIA#", Letters[..26], 16),
        ("github-token", "ghp_#", Letters, 36), ("gitlab-token", "glpat-#", Letters, 20),
            ("slack-webhook", "https://hooks.slack.com/services/T0/B0/#", Letters, 24),
        ("discord-webhook", "https://discord.com/api/webhooks/123/#", Letters, 40), ("slack-token", "xoxb-#", Letters, 24),
            ("stripe-key", "sk_live_#", Letters, 24),
        ("google-key", "AIza#", Letters, 35), ("npm-token", "npm_#", Letters, 36), ("pypi-token", "pypi-#", Letters, 60),
            ("huggingface-token", "hf_#", Letters, 34),
        ("sendgrid-key", "SG.#.#", Letters, 22), ("telegram-token", "123456789:AA#", Letters, 33),
            ("digitalocean-token", "dop_v1_#", "abcdef0123456789", 64),
        ("vault-token", "hvs.#", Letters, 24), ("docker-token", "dckr_pat_#", Letters, 27), ("jwt", "eyJ#.#.#", Letters, 30),
        ("url-password", "postgres://app:#@db.example.com/shop", Letters, 16), ("authorization", "Authorization: Bearer #", Letters, 32),
        ("option-password", "--password #", Letters, 16), ("assigned-secret", "DB_PASSWORD='#'", Letters, 16),
    ];

    private static readonly string[] Surroundings = ["{0}", "curl -H '{0}' https://example.com", "export X={0}; run",
        "echo \"{0}\" | tee out", "a\n{0}\nb"];

    [Fact]
    public void Redact_CanariesOfEveryKind_StayNowhere()
    {
        var random = new Random(5);
        foreach (var (kind, form, alphabet, length) in Forms)
        {
            for (var round = 0; round < 25; round++)
            {
                var canary = new string([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
                var text = Surroundings[round % Surroundings.Length].Replace("{0}", form.Replace("#", canary, StringComparison.Ordinal),
                    StringComparison.Ordinal);
                var redacted = SecretRedactor.Redact(text);
                Assert.DoesNotContain(canary, redacted, StringComparison.Ordinal);
                Assert.Contains("[redacted:", redacted, StringComparison.Ordinal);
                Assert.Contains(kind, SecretRedactor.Kinds);
            }
        }
    }

    [Theory]
    [InlineData("git push origin main")]
    [InlineData("curl -H \"Authorization: Bearer $TOKEN\" https://api.example.com")]
    [InlineData("export API_KEY=$(pass show x)")]
    [InlineData("grep -rn password src")]
    [InlineData("rm -rf ~/projects/token-service")]
    [InlineData("https://example.com:8080/a?b=c")]
    [InlineData("git log --author=a@example.com")]
    [InlineData("docker run -e TOKEN app")]
    public void Redact_TextWithoutSecrets_IsTheSame(string text) => Assert.Equal(text, SecretRedactor.Redact(text));

    [Theory]
    [InlineData("mysql --password=hunter2 -h db", "mysql --password=[redacted:option-password] -h db")]
    [InlineData("curl -u admin:hunter2 https://x", "curl -u admin:[redacted:option-password] https://x")]
    [InlineData("API_TOKEN=abc123 npm publish", "API_TOKEN=[redacted:assigned-secret] npm publish")]
    [InlineData("git clone https://me:hunter2@example.com/r", "git clone https://me:[redacted:url-password]@example.com/r")]
    public void Redact_SecretInACommand_LeavesTheRest(string text, string expected) => Assert.Equal(expected, SecretRedactor.Redact(text));

    [Fact]
    public void Redact_WhatWasRedacted_IsTheSame()
    {
        foreach (var (_, form, _, length) in Forms)
        {
            var redacted = SecretRedactor.Redact(form.Replace("#", new string('A', length), StringComparison.Ordinal));
            Assert.Equal(redacted, SecretRedactor.Redact(redacted));
        }
    }
}
