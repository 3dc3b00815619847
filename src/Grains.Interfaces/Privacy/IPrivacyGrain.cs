namespace ToolTime.Privacy;

/// <summary>Answers the rules in force; there is one, with key 0. It holds nothing.</summary>
public interface IPrivacyGrain : IGrainWithIntegerKey
{
    /// <summary>The rules in force, as the code that applies them states them.</summary>
    Task<PrivacyTerms> GetTermsAsync();
}
