namespace ToolTime.Monitor.Security.Effects;

/// <summary>What a text or stream contains, if its origin is known.</summary>
[Flags]
internal enum DataKinds
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>The content of a key, a credential store or a vault's secret.</summary>
    Secret = 1,

    /// <summary>The value of a variable with a secret.</summary>
    Token = 2,

    /// <summary>All variables of a process.</summary>
    Environment = 4,

    /// <summary>Came over the network.</summary>
    Network = 8,

    /// <summary>Was decoded, so that its text does not show what it is.</summary>
    Decoded = 16,

    /// <summary>Who and where the user is: user and host names.</summary>
    Identity = 32,

    /// <summary>Files of the user or the system outside the project.</summary>
    Outside = 64,

    /// <summary>Never ends.</summary>
    Endless = 128,

    /// <summary>Many files in one stream.</summary>
    Archive = 256,

    /// <summary>Files of the project.</summary>
    Project = 512,

    /// <summary>The output of a shell that reads its commands from elsewhere.</summary>
    ShellOutput = 1024,

    /// <summary>A whole home, or a folder above it.</summary>
    WholeHome = 2048,

    /// <summary>The names of all variables, without their values.</summary>
    VariableNames = 4096,

    /// <summary>A token of GitHub.</summary>
    GitHubToken = 1 << 13,

    /// <summary>A token of GitLab.</summary>
    GitLabToken = 1 << 14,

    /// <summary>A token of npm.</summary>
    NpmToken = 1 << 15,

    /// <summary>A token of OpenAI.</summary>
    OpenAiToken = 1 << 16,

    /// <summary>A token of Anthropic.</summary>
    AnthropicToken = 1 << 17,

    /// <summary>A token of AWS.</summary>
    AwsToken = 1 << 18,

    /// <summary>A token of Slack.</summary>
    SlackToken = 1 << 19,

    /// <summary>A token of Stripe.</summary>
    StripeToken = 1 << 20,

    /// <summary>A token of Hugging Face.</summary>
    HuggingFaceToken = 1 << 21,

    /// <summary>A token of PyPI.</summary>
    PyPiToken = 1 << 22,

    /// <summary>A token of Google.</summary>
    GoogleToken = 1 << 23,

    /// <summary>A token of Telegram.</summary>
    TelegramToken = 1 << 24,

    /// <summary>A token of Discord.</summary>
    DiscordToken = 1 << 25,

    /// <summary>A token of SendGrid.</summary>
    SendGridToken = 1 << 26,

    /// <summary>A token of DigitalOcean.</summary>
    DigitalOceanToken = 1 << 27,

    /// <summary>The address or password of a database.</summary>
    DatabaseToken = 1 << 28,

    /// <summary>Where files with secrets are.</summary>
    SecretNames = 1 << 29,

    /// <summary>Each line reversed; twice reversed is plain again.</summary>
    Reversed = 1 << 30,

    /// <summary>A text that does not show what it says.</summary>
    Disguised = Decoded | Reversed,
}
