namespace ToolTime.Privacy;

/// <summary>Returns the rules in force; a single grain without state, key 0.</summary>
public interface IPrivacyGrain : IGrainWithIntegerKey
{
    /// <summary>The rules in force, as described by the code that applies them.</summary>
    Task<PrivacyTerms> GetTermsAsync();
}
