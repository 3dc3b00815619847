using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ToolTime.Api.SignIn;

/// <summary>
/// The key that protects operators' cookies and forms, derived from their token: all processes with the token share it, a restart changes
/// nothing, another token ends all sessions, and nothing is stored. Without a token it is random.
/// </summary>
internal sealed class OperatorKeys(string? token) : IXmlRepository
{
    private const int KeyBytes = 64;

    /// <summary>Anyone can get data protected by this key from the login form, so guessing the token must be expensive.</summary>
    private const int Iterations = 100_000;

    private static readonly Guid Id = new("b7b1f3e6-6a4e-4f4b-9d0f-6a0e5d1f7c35");

    // Data Protection replaces expired keys; this one is replaced with the token.
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly XElement _key = new(
        "key",
        new XAttribute("id", Id),
        new XAttribute("version", 1),
        new XElement("creationDate", From),
        new XElement("activationDate", From),
        new XElement("expirationDate", To),
        new XElement(
            "descriptor",
            new XAttribute("deserializerType", typeof(AuthenticatedEncryptorDescriptorDeserializer).AssemblyQualifiedName!),
            new XElement(
                "descriptor",
                new XElement("encryption", new XAttribute("algorithm", "AES_256_CBC")),
                new XElement("validation", new XAttribute("algorithm", "HMACSHA256")),
                new XElement("masterKey", new XElement("value", Convert.ToBase64String(Derive(token))))
            )
        )
    );

    public IReadOnlyCollection<XElement> GetAllElements() => [new XElement(_key)];

    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("The operators' key is derived, not stored.");

    private static byte[] Derive(string? token) =>
        token is null
            ? RandomNumberGenerator.GetBytes(KeyBytes)
            : Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(token), "tooltime operators"u8, Iterations, HashAlgorithmName.SHA256, KeyBytes);
}
