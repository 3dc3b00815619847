namespace ToolTime.Uploader.Tests.Canaries;

/// <summary>Made-up secrets of many kinds, in the forms that their issuers give them; no two are equal.</summary>
internal static class SecretKinds
{
    /// <summary>Secrets recognised by their own form.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, string>> ByForm = new Dictionary<string, Func<int, string>>
    {
        ["private-key"] = number => $"-----BEGIN RSA PRIVATE KEY-----\nMIIE{Letters(number, 40)}\n-----END RSA PRIVATE KEY-----",
        ["anthropic-key"] = number => $"sk-ant-api03-{Letters(number, 40)}",
        ["openai-key"] = number => $"sk-proj-{Letters(number, 40)}",
        ["aws-access-key"] = number => $"AKIA{Letters(number, 16).ToUpperInvariant()}",
        ["github-token"] = number => $"ghp_{Letters(number, 36)}",
        ["gitlab-token"] = number => $"glpat-{Letters(number, 20)}",
        ["slack-webhook"] = number => $"https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/{Letters(number, 24)}",
        ["discord-webhook"] = number => $"https://discord.com/api/webhooks/123456789012/{Letters(number, 60)}",
        ["slack-token"] = number => $"xoxb-123456789012-{Letters(number, 24)}",
        ["stripe-key"] = number => $"sk_live_{Letters(number, 24)}",
        ["google-key"] = number => $"AIza{Letters(number, 35)}",
        ["npm-token"] = number => $"npm_{Letters(number, 36)}",
        ["pypi-token"] = number => $"pypi-AgEIcHlwaS5vcmc{Letters(number, 60)}",
        ["huggingface-token"] = number => $"hf_{Letters(number, 34)}",
        ["sendgrid-key"] = number => $"SG.{Letters(number, 22)}.{Letters(number, 43)}",
        ["telegram-token"] = number => $"123456789:AA{Letters(number, 33)}",
        ["digitalocean-token"] = number => $"dop_v1_{Hexadecimal(number, 64)}",
        ["vault-token"] = number => $"hvs.{Letters(number, 90)}",
        ["docker-token"] = number => $"dckr_pat_{Letters(number, 27)}",
        ["jwt"] = number => $"eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{Letters(number, 20)}.{Letters(number, 43)}",
    };

    /// <summary>Secrets recognised by what precedes them in a command.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, string>> ByContext = new Dictionary<string, Func<string, string>>
    {
        ["url-password"] = secret => $"git push --force https://me:{secret}@example.org/a/b",
        ["authorization"] = secret => $"curl -H 'Authorization: Bearer {secret}' https://example.org -d @.env",
        ["option-password"] = secret => $"mysql --password={secret} prod -e 'drop table users'",
        ["attached-password"] = secret => $"mysql -u root -p{secret} prod -e 'drop table users'",
        ["assigned-secret"] = secret => $"API_TOKEN={secret} git push --force",
        ["user-password"] = secret => $"curl -u admin:{secret} https://example.org -d @.env",
    };

    /// <summary>The part of a secret that no other has, to search for.</summary>
    public static string Core(int number) => Letters(number, 12);

    /// <summary>An arbitrary password that contains its core.</summary>
    public static string Password(int number) => $"{Core(number)}!x";

    // The number in letters, and again until there are enough.
    private static string Letters(int number, int length)
    {
        var unit = string.Concat($"q{number:D6}z".Select(character => char.IsAsciiDigit(character) ? (char)('a' + (character - '0')) : character));
        return string.Concat(Enumerable.Repeat(unit, (length / unit.Length) + 1))[..length];
    }

    private static string Hexadecimal(int number, int length) =>
        string.Concat(Enumerable.Repeat($"{number:x8}", (length / 8) + 1))[..length];
}
