namespace ToolTime.Api.SignIn;

/// <summary>What is said of a token that somebody named.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>It is the operators'.</summary>
    public sealed record Right : TokenVerdict;

    /// <summary>It is not, or none is set.</summary>
    public sealed record Wrong : TokenVerdict;

    /// <summary>It was not looked at: the address has named too many wrong ones.</summary>
    /// <param name="RetryAfter">When it may try again.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : TokenVerdict;
}
